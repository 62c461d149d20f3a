// Component : OneHotSample
`timescale 1ns/1ps
module OneHotSample (
  input wire [4:0] requests,
  input wire [4:0] mostUrgent,
  input wire [2:0] number,
  input wire taken,
  input wire [3:0] values_0,
  input wire [3:0] values_1,
  input wire [3:0] values_2,
  input wire [3:0] values_3,
  input wire [3:0] values_4,
  output wire [6:0] reductions,
  output wire [4:0] oneHot,
  output wire [2:0] binary,
  output wire [2:0] binaryOfVec,
  output wire [3:0] chosen,
  output wire [3:0] chosenOfVec,
  output wire [4:0] first,
  output wire [2:0] firstNumber,
  output wire [2:0] firstOfVec,
  output wire [4:0] fromPriority,
  output wire [4:0] granted,
  output wire [4:0] grantedOfVec,
  output wire [2:0] ones,
  output wire [2:0] leading,
  output wire [2:0] trailing,
  output wire [2:0] onesBelow,
  input wire aclk,
  input wire aresetn
);
  wire [9:0] _zz__zz_vecGrant_2;
  wire [9:0] _zz__zz_vecGrant_2_1;
  wire [4:0] _zz__zz_vecGrant_2_2;
  wire [9:0] _zz__zz_grant_2;
  wire [9:0] _zz__zz_grant_2_1;
  wire [4:0] _zz__zz_grant_2_2;
  wire _zz_reductions;
  wire _zz_reductions_1;
  wire [1:0] _zz_reductions_2;
  wire [0:0] _zz_reductions_3;
  wire [2:0] _zz_reductions_4;
  reg [3:0] _zz_chosen;
  reg [3:0] _zz_chosenOfVec_5;
  wire [2:0] _zz_chosenOfVec_6;
  wire [4:0] _zz_requests_ohFirst_masked;
  wire [4:0] _zz_requests_ohFirst_masked_1;
  wire [4:0] _zz__zz_firstOfVec_1;
  wire [9:0] _zz__zz_fromPriority_2;
  wire [9:0] _zz__zz_fromPriority_2_1;
  wire [4:0] _zz__zz_fromPriority_2_2;
  reg [2:0] _zz_ones_8;
  wire [2:0] _zz_ones_9;
  reg [2:0] _zz_ones_10;
  wire [2:0] _zz_ones_11;
  wire [1:0] _zz_ones_12;
  wire [4:0] _zz__zz_leading_2;
  wire [4:0] _zz_requests_ohFirst_masked_2;
  wire [4:0] _zz__zz_onesBelow_2;
  wire lines_0;
  wire lines_1;
  wire lines_2;
  wire lines_3;
  wire lines_4;
  wire [4:0] lines_bits;
  reg [4:0] lines_bits_next;
  wire [4:0] _zz_vecGrant;
  wire [9:0] _zz_vecGrant_1;
  wire [9:0] _zz_vecGrant_2;
  wire [4:0] vecGrant;
  wire when_OneHotSample_l1;
  reg [4:0] requests_next;
  wire [4:0] _zz_grant;
  wire [9:0] _zz_grant_1;
  wire [9:0] _zz_grant_2;
  wire [4:0] grant;
  wire when_OneHotSample_l2;
  wire _zz_binary;
  wire _zz_binary_1;
  wire [2:0] _zz_binary_2;
  wire [4:0] _zz_binaryOfVec;
  wire _zz_binaryOfVec_1;
  wire _zz_binaryOfVec_2;
  wire _zz_binaryOfVec_3;
  wire _zz_binaryOfVec_4;
  wire [4:0] _zz_chosenOfVec;
  wire _zz_chosenOfVec_1;
  wire _zz_chosenOfVec_2;
  wire _zz_chosenOfVec_3;
  wire _zz_chosenOfVec_4;
  wire [4:0] requests_ohFirst_input;
  wire [4:0] requests_ohFirst_masked;
  wire [4:0] requests_ohFirst_value;
  wire [4:0] requests_ohFirst_input_1;
  wire [4:0] requests_ohFirst_masked_1;
  wire [4:0] requests_ohFirst_value_1;
  wire _zz_firstNumber;
  wire _zz_firstNumber_1;
  wire _zz_firstNumber_2;
  wire _zz_firstNumber_3;
  wire [4:0] _zz_firstOfVec;
  wire [4:0] _zz_firstOfVec_1;
  wire _zz_firstOfVec_2;
  wire _zz_firstOfVec_3;
  wire _zz_firstOfVec_4;
  wire _zz_firstOfVec_5;
  wire [4:0] _zz_fromPriority;
  wire [9:0] _zz_fromPriority_1;
  wire [9:0] _zz_fromPriority_2;
  wire [2:0] _zz_ones;
  wire [2:0] _zz_ones_1;
  wire [2:0] _zz_ones_2;
  wire [2:0] _zz_ones_3;
  wire [2:0] _zz_ones_4;
  wire [2:0] _zz_ones_5;
  wire [2:0] _zz_ones_6;
  wire [2:0] _zz_ones_7;
  wire [4:0] _zz_leading;
  wire [4:0] _zz_leading_1;
  wire [4:0] _zz_leading_2;
  wire _zz_leading_3;
  wire _zz_leading_4;
  wire _zz_leading_5;
  wire _zz_leading_6;
  wire [4:0] requests_ohFirst_input_2;
  wire [4:0] requests_ohFirst_masked_2;
  wire [4:0] requests_ohFirst_value_2;
  wire _zz_trailing;
  wire _zz_trailing_1;
  wire _zz_trailing_2;
  wire _zz_trailing_3;
  wire [4:0] _zz_onesBelow;
  wire [4:0] _zz_onesBelow_1;
  wire [4:0] _zz_onesBelow_2;
  wire _zz_onesBelow_3;
  wire _zz_onesBelow_4;
  wire _zz_onesBelow_5;
  wire _zz_onesBelow_6;
  assign _zz__zz_vecGrant_2 = (_zz_vecGrant_1 - _zz__zz_vecGrant_2_1);
  assign _zz__zz_vecGrant_2_2 = lines_bits_next;
  assign _zz__zz_vecGrant_2_1 = {5'd0, _zz__zz_vecGrant_2_2};
  assign _zz__zz_grant_2 = (_zz_grant_1 - _zz__zz_grant_2_1);
  assign _zz__zz_grant_2_2 = requests_next;
  assign _zz__zz_grant_2_1 = {5'd0, _zz__zz_grant_2_2};
  assign _zz_requests_ohFirst_masked = (requests_ohFirst_input - 5'h01);
  assign _zz_requests_ohFirst_masked_1 = (requests_ohFirst_input_1 - 5'h01);
  assign _zz__zz_firstOfVec_1 = (_zz_firstOfVec - 5'h01);
  assign _zz__zz_fromPriority_2 = (_zz_fromPriority_1 - _zz__zz_fromPriority_2_1);
  assign _zz__zz_fromPriority_2_2 = mostUrgent;
  assign _zz__zz_fromPriority_2_1 = {5'd0, _zz__zz_fromPriority_2_2};
  assign _zz_ones_12 = {lines_4,lines_3};
  assign _zz_ones_11 = {1'd0, _zz_ones_12};
  assign _zz__zz_leading_2 = (_zz_leading_1 - 5'h01);
  assign _zz_requests_ohFirst_masked_2 = (requests_ohFirst_input_2 - 5'h01);
  assign _zz__zz_onesBelow_2 = (_zz_onesBelow_1 - 5'h01);
  assign _zz_chosenOfVec_6 = {_zz_chosenOfVec_2,{_zz_chosenOfVec_4,_zz_chosenOfVec_3}};
  assign _zz_ones_9 = {lines_2,{lines_1,lines_0}};
  assign _zz_reductions = (|requests);
  assign _zz_reductions_1 = (|{lines_4,{lines_3,{lines_2,{lines_1,lines_0}}}});
  assign _zz_reductions_2 = {requests[0],taken};
  assign _zz_reductions_3 = lines_3;
  assign _zz_reductions_4 = {lines_2,{lines_1,lines_0}};
  always @(*) begin
    case(_zz_binary_2)
      3'b000 : _zz_chosen = values_0;
      3'b001 : _zz_chosen = values_1;
      3'b010 : _zz_chosen = values_2;
      3'b011 : _zz_chosen = values_3;
      default : _zz_chosen = values_4;
    endcase
  end
  always @(*) begin
    case(_zz_chosenOfVec_6)
      3'b000 : _zz_chosenOfVec_5 = values_0;
      3'b001 : _zz_chosenOfVec_5 = values_1;
      3'b010 : _zz_chosenOfVec_5 = values_2;
      3'b011 : _zz_chosenOfVec_5 = values_3;
      default : _zz_chosenOfVec_5 = values_4;
    endcase
  end
  always @(*) begin
    case(_zz_ones_9)
      3'b000 : _zz_ones_8 = _zz_ones;
      3'b001 : _zz_ones_8 = _zz_ones_1;
      3'b010 : _zz_ones_8 = _zz_ones_2;
      3'b011 : _zz_ones_8 = _zz_ones_3;
      3'b100 : _zz_ones_8 = _zz_ones_4;
      3'b101 : _zz_ones_8 = _zz_ones_5;
      3'b110 : _zz_ones_8 = _zz_ones_6;
      default : _zz_ones_8 = _zz_ones_7;
    endcase
  end
  always @(*) begin
    case(_zz_ones_11)
      3'b000 : _zz_ones_10 = _zz_ones;
      3'b001 : _zz_ones_10 = _zz_ones_1;
      3'b010 : _zz_ones_10 = _zz_ones_2;
      3'b011 : _zz_ones_10 = _zz_ones_3;
      3'b100 : _zz_ones_10 = _zz_ones_4;
      3'b101 : _zz_ones_10 = _zz_ones_5;
      3'b110 : _zz_ones_10 = _zz_ones_6;
      default : _zz_ones_10 = _zz_ones_7;
    endcase
  end
  assign lines_0 = requests[0];
  assign lines_1 = requests[1];
  assign lines_2 = requests[2];
  assign lines_3 = requests[3];
  assign lines_4 = requests[4];
  assign lines_bits = {lines_4,{lines_3,{lines_2,{lines_1,lines_0}}}};
  assign _zz_vecGrant = lines_bits;
  assign _zz_vecGrant_1 = {_zz_vecGrant,_zz_vecGrant};
  assign _zz_vecGrant_2 = (_zz_vecGrant_1 & (~ _zz__zz_vecGrant_2));
  assign vecGrant = (_zz_vecGrant_2[9 : 5] | _zz_vecGrant_2[4 : 0]);
  assign when_OneHotSample_l1 = (|vecGrant);
  assign _zz_grant = requests;
  assign _zz_grant_1 = {_zz_grant,_zz_grant};
  assign _zz_grant_2 = (_zz_grant_1 & (~ _zz__zz_grant_2));
  assign grant = (_zz_grant_2[9 : 5] | _zz_grant_2[4 : 0]);
  assign when_OneHotSample_l2 = (|grant);
  assign reductions = {{{{{{_zz_reductions,_zz_reductions_1},(|_zz_reductions_2)},(&requests)},(&{lines_4,{_zz_reductions_3,_zz_reductions_4}})},(&{requests[0],taken})},(^requests)};
  assign oneHot = (5'h01 <<< number);
  assign _zz_binary = (lines_1 || lines_3);
  assign _zz_binary_1 = (lines_2 || lines_3);
  assign _zz_binary_2 = {lines_4,{_zz_binary_1,_zz_binary}};
  assign binary = _zz_binary_2;
  assign _zz_binaryOfVec = {lines_4,{lines_3,{lines_2,{lines_1,lines_0}}}};
  assign _zz_binaryOfVec_1 = _zz_binaryOfVec[3];
  assign _zz_binaryOfVec_2 = _zz_binaryOfVec[4];
  assign _zz_binaryOfVec_3 = (_zz_binaryOfVec[1] || _zz_binaryOfVec_1);
  assign _zz_binaryOfVec_4 = (_zz_binaryOfVec[2] || _zz_binaryOfVec_1);
  assign binaryOfVec = {_zz_binaryOfVec_2,{_zz_binaryOfVec_4,_zz_binaryOfVec_3}};
  assign chosen = _zz_chosen;
  assign _zz_chosenOfVec = {lines_4,{lines_3,{lines_2,{lines_1,lines_0}}}};
  assign _zz_chosenOfVec_1 = _zz_chosenOfVec[3];
  assign _zz_chosenOfVec_2 = _zz_chosenOfVec[4];
  assign _zz_chosenOfVec_3 = (_zz_chosenOfVec[1] || _zz_chosenOfVec_1);
  assign _zz_chosenOfVec_4 = (_zz_chosenOfVec[2] || _zz_chosenOfVec_1);
  assign chosenOfVec = _zz_chosenOfVec_5;
  assign requests_ohFirst_input = requests;
  assign requests_ohFirst_masked = (requests_ohFirst_input & (~ _zz_requests_ohFirst_masked));
  assign requests_ohFirst_value = requests_ohFirst_masked;
  assign first = requests_ohFirst_value;
  assign requests_ohFirst_input_1 = requests;
  assign requests_ohFirst_masked_1 = (requests_ohFirst_input_1 & (~ _zz_requests_ohFirst_masked_1));
  assign requests_ohFirst_value_1 = requests_ohFirst_masked_1;
  assign _zz_firstNumber = requests_ohFirst_value_1[3];
  assign _zz_firstNumber_1 = requests_ohFirst_value_1[4];
  assign _zz_firstNumber_2 = (requests_ohFirst_value_1[1] || _zz_firstNumber);
  assign _zz_firstNumber_3 = (requests_ohFirst_value_1[2] || _zz_firstNumber);
  assign firstNumber = {_zz_firstNumber_1,{_zz_firstNumber_3,_zz_firstNumber_2}};
  assign _zz_firstOfVec = {lines_4,{lines_3,{lines_2,{lines_1,lines_0}}}};
  assign _zz_firstOfVec_1 = (_zz_firstOfVec & (~ _zz__zz_firstOfVec_1));
  assign _zz_firstOfVec_2 = _zz_firstOfVec_1[3];
  assign _zz_firstOfVec_3 = _zz_firstOfVec_1[4];
  assign _zz_firstOfVec_4 = (_zz_firstOfVec_1[1] || _zz_firstOfVec_2);
  assign _zz_firstOfVec_5 = (_zz_firstOfVec_1[2] || _zz_firstOfVec_2);
  assign firstOfVec = {_zz_firstOfVec_3,{_zz_firstOfVec_5,_zz_firstOfVec_4}};
  assign _zz_fromPriority = requests;
  assign _zz_fromPriority_1 = {_zz_fromPriority,_zz_fromPriority};
  assign _zz_fromPriority_2 = (_zz_fromPriority_1 & (~ _zz__zz_fromPriority_2));
  assign fromPriority = (_zz_fromPriority_2[9 : 5] | _zz_fromPriority_2[4 : 0]);
  assign granted = grant;
  assign grantedOfVec = vecGrant;
  assign _zz_ones = 3'b000;
  assign _zz_ones_1 = 3'b001;
  assign _zz_ones_2 = 3'b001;
  assign _zz_ones_3 = 3'b010;
  assign _zz_ones_4 = 3'b001;
  assign _zz_ones_5 = 3'b010;
  assign _zz_ones_6 = 3'b010;
  assign _zz_ones_7 = 3'b011;
  assign ones = (_zz_ones_8 + _zz_ones_10);
  assign _zz_leading = {lines_0,{lines_1,{lines_2,{lines_3,lines_4}}}};
  assign _zz_leading_1 = _zz_leading;
  assign _zz_leading_2 = (_zz_leading_1 & (~ _zz__zz_leading_2));
  assign _zz_leading_3 = _zz_leading_2[3];
  assign _zz_leading_4 = _zz_leading_2[4];
  assign _zz_leading_5 = (_zz_leading_2[1] || _zz_leading_3);
  assign _zz_leading_6 = (_zz_leading_2[2] || _zz_leading_3);
  assign leading = ((|_zz_leading) ? {_zz_leading_4,{_zz_leading_6,_zz_leading_5}} : 3'b101);
  assign requests_ohFirst_input_2 = requests;
  assign requests_ohFirst_masked_2 = (requests_ohFirst_input_2 & (~ _zz_requests_ohFirst_masked_2));
  assign requests_ohFirst_value_2 = requests_ohFirst_masked_2;
  assign _zz_trailing = requests_ohFirst_value_2[3];
  assign _zz_trailing_1 = requests_ohFirst_value_2[4];
  assign _zz_trailing_2 = (requests_ohFirst_value_2[1] || _zz_trailing);
  assign _zz_trailing_3 = (requests_ohFirst_value_2[2] || _zz_trailing);
  assign trailing = ((|requests) ? {_zz_trailing_1,{_zz_trailing_3,_zz_trailing_2}} : 3'b101);
  assign _zz_onesBelow = (~ requests);
  assign _zz_onesBelow_1 = _zz_onesBelow;
  assign _zz_onesBelow_2 = (_zz_onesBelow_1 & (~ _zz__zz_onesBelow_2));
  assign _zz_onesBelow_3 = _zz_onesBelow_2[3];
  assign _zz_onesBelow_4 = _zz_onesBelow_2[4];
  assign _zz_onesBelow_5 = (_zz_onesBelow_2[1] || _zz_onesBelow_3);
  assign _zz_onesBelow_6 = (_zz_onesBelow_2[2] || _zz_onesBelow_3);
  assign onesBelow = ((|_zz_onesBelow) ? {_zz_onesBelow_4,{_zz_onesBelow_6,_zz_onesBelow_5}} : 3'b101);
  always @(posedge aclk) begin
    if(!aresetn) begin
      lines_bits_next <= 5'h01;
      requests_next <= 5'h01;
    end else begin
      if(taken) begin
        if(when_OneHotSample_l1) begin
          lines_bits_next <= {vecGrant[3 : 0],vecGrant[4 : 4]};
        end
      end
      if(taken) begin
        if(when_OneHotSample_l2) begin
          requests_next <= {grant[3 : 0],grant[4 : 4]};
        end
      end
    end
  end
endmodule
