// Component : RegisterSample
`timescale 1ns/1ps
module RegisterSample (
  input wire [7:0] operand,
  input wire enable,
  input wire [3:0] pairIn_tag,
  input wire pairIn_used,
  input wire [1:0] slot,
  output wire [7:0] result,
  output wire [3:0] pairOut_tag,
  output wire pairOut_used,
  output reg [2:0] flags,
  input wire aclk,
  input wire aresetn
);
  wire [7:0] _zz_result;
  wire [7:0] _zz_result_1;
  wire [7:0] _zz_result_2;
  wire [7:0] _zz_result_3;
  wire [7:0] _zz_result_4;
  reg [7:0] _zz_result_5;
  reg [7:0] plain;
  reg [7:0] counter;
  reg busy;
  reg [3:0] zeroed_tag;
  reg zeroed_used;
  reg [3:0] partly_tag;
  reg partly_used;
  reg [7:0] late;
  reg [7:0] lateFromOne;
  reg [7:0] held;
  reg [7:0] heldFromTwo;
  reg [7:0] slots_0;
  reg [7:0] slots_1;
  reg [7:0] slots_2;
  reg [7:0] slots_3;
  reg typed;
  wire [3:0] _zz_1;
  assign _zz_result = (_zz_result_1 + _zz_result_2);
  assign _zz_result_1 = (plain + counter);
  assign _zz_result_2 = (late + lateFromOne);
  assign _zz_result_3 = (_zz_result_4 + _zz_result_5);
  assign _zz_result_4 = (held + heldFromTwo);
  always @(*) begin
    case(slot)
      2'b00 : _zz_result_5 = slots_0;
      2'b01 : _zz_result_5 = slots_1;
      2'b10 : _zz_result_5 = slots_2;
      default : _zz_result_5 = slots_3;
    endcase
  end
  assign _zz_1 = ({3'd0,1'b1} <<< slot);
  assign result = (_zz_result + _zz_result_3);
  assign pairOut_tag = (zeroed_tag + partly_tag);
  assign pairOut_used = busy;
  always @(*) begin
    flags[0] = zeroed_used;
    flags[1] = partly_used;
    flags[2] = typed;
  end
  always @(posedge aclk) begin
    if(!aresetn) begin
      counter <= 8'h5a;
      busy <= 1'b0;
      zeroed_tag <= 4'b0000;
      zeroed_used <= 1'b0;
      lateFromOne <= 8'h01;
      heldFromTwo <= 8'h02;
      slots_0 <= 8'h0;
      slots_1 <= 8'h01;
      slots_2 <= 8'h02;
      slots_3 <= 8'h03;
      typed <= 1'b1;
      partly_used <= 1'b1;
    end else begin
      lateFromOne <= operand;
      if(enable) begin
        heldFromTwo <= operand;
      end
      counter <= (counter + 8'h01);
      partly_used <= pairIn_used;
      if(enable) begin
        busy <= 1'b1;
        zeroed_tag <= pairIn_tag;
        zeroed_used <= pairIn_used;
        if(_zz_1[0]) begin
          slots_0 <= operand;
        end
        if(_zz_1[1]) begin
          slots_1 <= operand;
        end
        if(_zz_1[2]) begin
          slots_2 <= operand;
        end
        if(_zz_1[3]) begin
          slots_3 <= operand;
        end
      end
      typed <= busy;
    end
  end
  always @(posedge aclk) begin
    late <= operand;
    if(enable) begin
      held <= operand;
    end
    plain <= operand;
    partly_tag <= pairIn_tag;
  end
endmodule
