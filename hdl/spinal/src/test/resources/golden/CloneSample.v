// Component : CloneSample
`timescale 1ns/1ps
module CloneSample (
  input wire pick,
  input wire [0:0] index,
  input wire [2:0] a_tag,
  input wire [4:0] a_value,
  input wire a_extra,
  input wire [2:0] b_tag,
  input wire [4:0] b_value,
  input wire b_extra,
  output wire [2:0] later_tag,
  output wire [4:0] later_value,
  output wire later_extra,
  output wire [2:0] chosen_tag,
  output wire [4:0] chosen_value,
  output wire chosen_extra,
  output wire [2:0] indexed_tag,
  output wire [4:0] indexed_value,
  output wire indexed_extra,
  output wire [3:0] inner_number,
  input wire aclk,
  input wire aresetn
);
  reg [2:0] _zz_indexed_tag;
  reg [4:0] _zz_indexed_value;
  reg _zz_indexed_extra;
  reg [2:0] delayed_tag;
  reg [4:0] delayed_value;
  reg delayed_extra;
  reg [3:0] counted_number;
  always @(*) begin
    case(index)
      1'b0 : begin
        _zz_indexed_tag = a_tag;
        _zz_indexed_value = a_value;
        _zz_indexed_extra = a_extra;
      end
      default : begin
        _zz_indexed_tag = b_tag;
        _zz_indexed_value = b_value;
        _zz_indexed_extra = b_extra;
      end
    endcase
  end
  assign later_tag = delayed_tag;
  assign later_value = delayed_value;
  assign later_extra = delayed_extra;
  assign chosen_tag = (pick ? a_tag : b_tag);
  assign chosen_value = (pick ? a_value : b_value);
  assign chosen_extra = (pick ? a_extra : b_extra);
  assign indexed_tag = _zz_indexed_tag;
  assign indexed_value = _zz_indexed_value;
  assign indexed_extra = _zz_indexed_extra;
  assign inner_number = counted_number;
  always @(posedge aclk) begin
    delayed_tag <= a_tag;
    delayed_value <= a_value;
    delayed_extra <= a_extra;
  end
  always @(posedge aclk) begin
    if(!aresetn) begin
      counted_number <= 4'b0000;
    end else begin
      counted_number <= {3'd0, index};
    end
  end
endmodule
